export const Home = () => <p>Desk</p>;
